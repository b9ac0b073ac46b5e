"""Streamlit's own English words and what the board says instead; senses/their_words.js puts them in their place."""

from words.language import Language


def their_words(say: Language) -> list[list[str]]:
    """Return pairs: a pattern of Streamlit's words, and what to say; $1 and $2 stand for what the pattern caught."""
    gone = say("The board is not answering just now; this page will come back by itself as soon as it does.")
    reach = r"(?:Connection timed out|Streamlit server is not respon|Is Streamlit still running"
    reach += r"|Connection failed with status|Cannot connect to Streamlit|Network error|Unknown error)[\s\S]*"
    day = say("This day is outside what can be asked for: choose one")
    return [
        ["Skip to main content", say("Go to the content")],
        ["Connection error", say("Connection lost")],
        [reach, gone],
        # What is left of a sentence with a link in it, which the style hides.
        ["settings\\.", ""],
        ["Connection lost\\. Please wait.*", gone],
        ["Page not found", say("There is no such page")],
        ["The page that you have requested does not seem to exist.*", say("The ranking is shown instead.")],
        ["Select all", say("Choose all")],
        ["Select (\\d+) matches", say("Choose these $1")],
        ["Clear all", say("Choose none")],
        ["Selected values", say("Chosen")],
        ["Remove (.+)", say("Remove $1")],
        ["No results", say("Nothing found")],
        ["Choose (?:an option|options)", say("Choose")],
        ["Select\\.\\.\\.", say("Choose")],
        ["Choose date", say("Choose a day")],
        ["Choose date, (.+)", say("Choose a day, $1")],
        ["Use arrow keys to navigate dates\\..+", say("Arrows go from day to day; Enter takes one, Escape closes.")],
        ["day, (.+)", say("Day of the month, $1")],
        ["month, (.+)", say("Month, $1")],
        ["year, (.+)", say("Year, $1")],
        ["Clear date", say("Clear the day")],
        ["Help for (.+)", say("Explanation: $1")],
        ["Upload|file upload", say("Choose a file")],
        ["(\\d+) options? available\\.", say("To choose from: $1.")],
        # The field itself reads the day aloud, in the page's language.
        ["Selected Date: .+", ""],
        ["Add row", say("Add a row")],
        ["Link to heading", say("Link to this heading")],
        ["Drag and drop a file here", say("or drop it here")],
        ["(\\d+) ?MB per file(?: • (.+))?", say("$1 MB at most")],
        ["(.+) files are not allowed\\.", say("Files of the kind $1 are not read here.")],
        ["File must be (\\d+) ?MB or smaller\\.", say("The file is larger than $1 MB.")],
        ["Press (?:Ctrl|⌘)\\+Enter to .+", say("Ctrl+Enter takes the text")],
        ["Press Enter to .+", say("Enter takes the text")],
        ["Error", say("Not possible")],
        [
            ": Date set outside allowed range\\. Please select a date between (.+) and (.+)\\.",
            ": " + day + say(" from $1 to $2."),
        ],
        [
            ": Date set outside allowed range\\. Please select a date on or after (.+)\\.",
            ": " + day + say(" from $1 on."),
        ],
        [
            ": Date set outside allowed range\\. Please select a date on or before (.+)\\.",
            ": " + day + say(" until $1."),
        ],
        ["Close", say("Close")],
        ["Close sidebar|Collapse sidebar", say("Close the settings")],
        ["Open sidebar|Expand sidebar", say("Open the settings")],
        ["Sidebar", say("Settings")],
        ["Copy to clipboard", say("Copy")],
        ["Open", say("Open")],
        ["Fullscreen|Toggle fullscreen", say("Whole screen")],
        ["Close fullscreen", say("Leave the whole screen")],
        ["Calendar", say("Calendar")],
        ["Previous month", say("The month before")],
        ["Next month", say("The month after")],
        ["Download as CSV", say("Download as CSV")],
        ["Show/hide columns", say("Columns shown")],
        ["Search", say("Search")],
        ["Delete row\\(s\\)", say("Take out the rows chosen")],
        ["Close [Ss]earch", say("Close the search")],
        ["Previous [Rr]esult", say("The find before")],
        ["Next [Rr]esult", say("The find after")],
    ]
