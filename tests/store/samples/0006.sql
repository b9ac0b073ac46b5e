BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
CREATE TABLE commons (
	id INTEGER NOT NULL, 
	meeting INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	base INTEGER NOT NULL, 
	in_force BOOLEAN NOT NULL, 
	receipt VARCHAR(64) NOT NULL, 
	scenario JSON NOT NULL, 
	made VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (meeting, number), 
	UNIQUE (meeting, receipt), 
	FOREIGN KEY(meeting) REFERENCES meetings (id) ON DELETE CASCADE
);
INSERT INTO "commons" VALUES(1,1,1,0,1,'c1','{"as_of": "2020-07-06", "profile": "equal", "pillars": {"readiness": 33, "sovereignty": 67, "certification": 0, "cost_exit": 0}, "weights": {}, "require": ["hds"], "rule": "strict", "unknowns": "cautious", "compensation": 1.0, "thin": false, "known": "true", "offers": null}','2026-11-26T09:05:00.000000+00:00');
CREATE TABLE dossiers (
	name VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	sealed BLOB NOT NULL, 
	saved VARCHAR(32) NOT NULL, 
	expires VARCHAR(32) NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "dossiers" VALUES('398e6a2c3a16884fac2088c70482f6b3b80199ab5aeeb0d8f33649c8a9ca77dd',2,X'A3A8FE3CFB3713DCD33CD1B941BA7362F6049F9141BF67B1571831AB8EBC2D6CA4EF9978EA904BFD88116DA03572841249BB0448CF90C055A866C3C0B3036E87638CF2B513C60C7D17A4EA762C09E5666DC9C203E5593D90D9A3E5628E388B2AC0BC604799FECE3874A2D810F9C6D24F958F8BC77DD6825B91F839707589F075002E24E307C817F2F364DDB08EBD161D0D272F612503D065560A8FDA0704B374A0103FD844F4ADD492BBE3F32D5FD6F13D08D37D00AE6EB212A45A738B63081967CD557671FEEEF5B859FDF11C9C78113F1EE6BCF9526151AEA6D2B06BB38201DF702E0691D70EE1DA487095EC50361FEB0041E186DD55A1CBE396473F8C977B5F2FABA701B79A082EB762A8943BBCEC44B9813F38DDABEC0721E11D32EAE740BD56FA83F2D817F0884C78BDFA5AD65A72E8990432730A849F2D6BDCE47C500D2E839CE2D33F06C47405455E658BEEAFEA78714C88EA35B61355E3A98FBC9C446DBFB1330A120BA1D23469501D2A33BF6E2BB27C580B12FA38538FDC4A05ED00BB8DE262C98D44A9D223A2F02E84E8DFD1D71764D4EC8A60D760D0E6DF81236FD8FB7EF6A2A090F44E8DE33FFF45B75FF1E12CAD63777D0E3E452E6B3CE18E94089D2C3B0B64AEBF31D5858FDC66213CE01A7AED742CF71114FE662076CB2E6478F0A2012B80FBEE00738245C34B813365D0A2F88F9A23673FD5C78377B4A68128D1B8470CB88D3ED58C0F0BE0BF2D4BDE8462CDF375EFCB3962369EBD7CFAA7223F2A6B2D55FD92EB363AB85F47CC05A1D31E7EE9353FF859AA09BA98A2B3B1BACAEAAAD5F3B8E7EF789E1BCCFD363584055733E375F11C61812E29CA3FF6E42BC18E261967A58A25F103FB73E8018E7CDE4792863BADDAE67407E1BDF2E4CDE992EBB48F2928F54EE434D00ABBE50E0E26BF465C7815AC3341DAB992EF26B0F90452859628ADDF4925051B59C9B5BBECC6F7550989DE38399267A3B269EA84AB50869C6161C8C48697217F9E44F24F4F52861E106EB02EF04D4D876D32A04AA6D4014AAAA9EFBC4DC5746FF2A99FF2F68E1D9E747301529964BF447CE4AB722647D991CB218FBB3C781B9ED82B2111BE2A4CA004ABF215F61D3395ADA817BCFEAF4F0B0A71AD738F607F1DCDEE2A93A7512888DC3F0BB4859328EECAA93713C244EE9174712B370ED100A5E69B0C049376F9E7DABD887F99DA4C02454B98C2D38A5CF74B111D3BE4BEE749DD781A6EB6C42D378C045D888821B0718CDA07B7A345AE031D7004AAAA8E2DD6EB4F229D6A4013B16DFB54E9E4C2B6A29351CE7DBC45438C3BC34B913ADFA907786A118162019560E19A881D56F3320292382FEE9A2C9CED4C588C75801852E13A94E1CFFF4F61ADA2185F148AB6D5EF3FDB1FCDF4ACAA6A308B7F29222FA2B975B1A00A6582D0FEE1FA87C909D78A766C53C63388B90E364E26F354F37EAE2EDB315B467D360537F0164EDBA1842749764DCECA','2026-11-26T09:00:00.000000+00:00','2027-02-24T09:00:00.000000+00:00');
CREATE TABLE entries (
	id INTEGER NOT NULL, 
	seat INTEGER NOT NULL, 
	receipt VARCHAR(64) NOT NULL, 
	scenario JSON NOT NULL, 
	made VARCHAR(32) NOT NULL, late BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (seat, receipt), 
	FOREIGN KEY(seat) REFERENCES seats (id) ON DELETE CASCADE
);
INSERT INTO "entries" VALUES(1,1,'first','{"as_of": "2020-07-06", "profile": "equal", "pillars": {"readiness": 10.0, "sovereignty": 90.0, "certification": 0, "cost_exit": 0}, "weights": {}, "require": ["hds"], "rule": "strict", "unknowns": "cautious", "compensation": 1.0, "thin": false, "known": "true", "offers": null}','2026-11-26T09:00:00.000000+00:00',0);
INSERT INTO "entries" VALUES(2,2,'first','{"as_of": "2020-07-06", "profile": "equal", "pillars": {"readiness": 20.0, "sovereignty": 80.0, "certification": 0, "cost_exit": 0}, "weights": {}, "require": ["hds"], "rule": "strict", "unknowns": "cautious", "compensation": 1.0, "thin": false, "known": "true", "offers": null}','2026-11-26T09:00:00.000000+00:00',0);
INSERT INTO "entries" VALUES(3,3,'first','{"as_of": "2020-07-06", "profile": "equal", "pillars": {"readiness": 30.0, "sovereignty": 70.0, "certification": 0, "cost_exit": 0}, "weights": {}, "require": ["hds"], "rule": "strict", "unknowns": "cautious", "compensation": 1.0, "thin": false, "known": "true", "offers": null}','2026-11-26T09:00:00.000000+00:00',0);
INSERT INTO "entries" VALUES(4,1,'second','{"as_of": "2020-07-06", "profile": "equal", "pillars": {"readiness": 12.5, "sovereignty": 87.5, "certification": 0, "cost_exit": 0}, "weights": {}, "require": ["hds"], "rule": "strict", "unknowns": "cautious", "compensation": 1.0, "thin": false, "known": "true", "offers": null}','2026-11-26T09:05:00.000000+00:00',0);
INSERT INTO "entries" VALUES(5,2,'after','{"as_of": "2020-07-06", "profile": "equal", "pillars": {"readiness": 77, "sovereignty": 23, "certification": 0, "cost_exit": 0}, "weights": {}, "require": ["hds"], "rule": "strict", "unknowns": "cautious", "compensation": 1.0, "thin": false, "known": "true", "offers": null}','2026-11-26T09:14:00.000000+00:00',1);
CREATE TABLE meetings (
	id INTEGER NOT NULL, 
	code VARCHAR(64) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	title TEXT NOT NULL, 
	question TEXT NOT NULL, 
	frame JSON NOT NULL, 
	in_play JSON NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	data VARCHAR(8) NOT NULL, 
	version INTEGER NOT NULL, 
	opened VARCHAR(32) NOT NULL, 
	expires VARCHAR(32) NOT NULL, 
	revealed VARCHAR(32), 
	closed VARCHAR(32), 
	common INTEGER NOT NULL, ranking_shown BOOLEAN DEFAULT 0 NOT NULL, way VARCHAR(8) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (code)
);
INSERT INTO "meetings" VALUES(1,'a2f8417f0d0ebf3f44af2b841d484b0a62035d10f12c4f76051a1ef74f92d79e','3ae6b3c9971918ade534f413c33dd7502ff8f70dbf848b7b11f4ee313062c434','Hébergement','Où ?','{"as_of": "2020-07-06", "profile": "equal", "pillars": {}, "weights": {}, "require": ["hds"], "rule": "strict", "unknowns": "cautious", "compensation": 1.0, "thin": false, "known": "true", "offers": null}','["hds", "gpu"]','fr','00000000',11,'2026-11-26T09:00:00.000000+00:00','2126-11-02T09:00:00.000000+00:00','2026-11-26T09:05:00.000000+00:00',NULL,1,0,'order');
INSERT INTO "meetings" VALUES(2,'217a09c75b284d7691af7c6423a49a7463f60a94c7e71bed243967c3ba2438ff','3ae6b3c9971918ade534f413c33dd7502ff8f70dbf848b7b11f4ee313062c434','Ouverte','Où ?','{"as_of": "2020-07-06", "profile": "equal", "pillars": {}, "weights": {}, "require": ["hds"], "rule": "strict", "unknowns": "cautious", "compensation": 1.0, "thin": false, "known": "true", "offers": null}','["hds", "gpu"]','fr','00000000',2,'2026-11-26T09:00:00.000000+00:00','2126-11-02T09:00:00.000000+00:00',NULL,NULL,0,0,'order');
CREATE TABLE records (
	number INTEGER NOT NULL, 
	id VARCHAR(43) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	content_digest VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	content TEXT, 
	meeting VARCHAR(64), 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	UNIQUE (previous), 
	UNIQUE (digest)
);
INSERT INTO "records" VALUES(1,'vgMR8qiOUjoswxep8M2ptIQr','2026-11-26T12:00:00+00:00','','218c9aea6e8cb476f3a3e49ec31373852c0c4373e4815f95a24e89009ad144c9','782999b5c371c063fe576ec12b50cc95f3ad5242760e7a4d3ac28d8ac645c532','{"agreed":["Ada"],"as_of":"2026-06-01","data":"00000000","dissented":[],"musthaves":[{"label":{"en":"Health data (en)","fr":"Health data (fr)"},"reason":"the law","token":"hds"}],"program":"12345678","question":"Which cloud?","result":{"draws":100000,"lead_unknown":2.220446049250313e-16,"out":[{"fails":["hds"],"name":"Small","offer":"small","reason":"must_have","unproven":[]}],"places":[{"first":0.45655,"first_unsure":0.46902,"high":76.6833773419149,"low":76.6833773419149,"name":"Local","offer":"local","place":1,"score":76.6833773419149},{"first":0.54345,"first_unsure":0.53098,"high":56.0057773425511,"low":56.0057773425511,"name":"Global","offer":"global","place":2,"score":56.0057773425511}],"seed":0,"unknown":[],"verdict":{"decisive":["global.jurisdiction","local.jurisdiction"],"leaders":["local"],"share":1,"voice":"firm"}},"salt":"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a","scenario":{"as_of":"2026-06-01","compensation":1,"known":"true","offers":null,"pillars":{},"profile":"sovereign","require":["hds"],"rule":"tolerant","thin":false,"unknowns":"cautious","weights":{}},"weights":[{"item":"sovereignty","label":{"en":"Sovereignty (en)","fr":"Sovereignty (fr)"},"pillar":"","reason":"the ruling","share":0.5208333333333333},{"item":"jurisdiction","label":{"en":"jurisdiction (en)","fr":"jurisdiction (fr)"},"pillar":"sovereignty","reason":"","share":0.39062499999999994},{"item":"key_control","label":{"en":"key_control (en)","fr":"key_control (fr)"},"pillar":"sovereignty","reason":"","share":0.13020833333333331},{"item":"certification","label":{"en":"Certification (en)","fr":"Certification (fr)"},"pillar":"","reason":"","share":0.2083333333333333},{"item":"hds","label":{"en":"hds (en)","fr":"hds (fr)"},"pillar":"certification","reason":"its weight","share":0.10416666666666664},{"item":"certs","label":{"en":"certs (en)","fr":"certs (fr)"},"pillar":"certification","reason":"","share":0.10416666666666664},{"item":"readiness","label":{"en":"Readiness (en)","fr":"Readiness (fr)"},"pillar":"","reason":"","share":0.2083333333333333},{"item":"data_services","label":{"en":"data_services (en)","fr":"data_services (fr)"},"pillar":"readiness","reason":"","share":0.06944444444444442},{"item":"gpu","label":{"en":"gpu (en)","fr":"gpu (fr)"},"pillar":"readiness","reason":"","share":0.06944444444444442},{"item":"regions","label":{"en":"regions (en)","fr":"regions (fr)"},"pillar":"readiness","reason":"","share":0.06944444444444442},{"item":"cost_exit","label":{"en":"Cost and exit (en)","fr":"Cost and exit (fr)"},"pillar":"","reason":"","share":0.0625},{"item":"vm_price","label":{"en":"vm_price (en)","fr":"vm_price (fr)"},"pillar":"cost_exit","reason":"","share":0.03125},{"item":"egress","label":{"en":"egress (en)","fr":"egress (fr)"},"pillar":"cost_exit","reason":"","share":0.03125}]}',NULL);
INSERT INTO "records" VALUES(2,'KbeXxhW6blwMbPD-MDpok2ud','2026-11-26T12:00:00+00:00','782999b5c371c063fe576ec12b50cc95f3ad5242760e7a4d3ac28d8ac645c532','09c92d7ded5419ac17d45717db3b6f2ab689e6af79f26f8d41e400fbf0f38c4f','f2b5915185d852a92d4f19a7bc33cf5661969783f0f894f5a228266eec42e9eb','{"agreed":["Ada"],"as_of":"2026-06-01","data":"00000000","dissented":[],"musthaves":[{"label":{"en":"Health data (en)","fr":"Health data (fr)"},"reason":"the law","token":"hds"}],"program":"12345678","question":"Et demain ? 🇫🇷","result":{"draws":100000,"lead_unknown":2.220446049250313e-16,"out":[{"fails":["hds"],"name":"Small","offer":"small","reason":"must_have","unproven":[]}],"places":[{"first":0.45655,"first_unsure":0.46902,"high":76.6833773419149,"low":76.6833773419149,"name":"Local","offer":"local","place":1,"score":76.6833773419149},{"first":0.54345,"first_unsure":0.53098,"high":56.0057773425511,"low":56.0057773425511,"name":"Global","offer":"global","place":2,"score":56.0057773425511}],"seed":0,"unknown":[],"verdict":{"decisive":["global.jurisdiction","local.jurisdiction"],"leaders":["local"],"share":1,"voice":"firm"}},"salt":"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a","scenario":{"as_of":"2026-06-01","compensation":1,"known":"true","offers":null,"pillars":{},"profile":"sovereign","require":["hds"],"rule":"tolerant","thin":false,"unknowns":"cautious","weights":{}},"weights":[{"item":"sovereignty","label":{"en":"Sovereignty (en)","fr":"Sovereignty (fr)"},"pillar":"","reason":"the ruling","share":0.5208333333333333},{"item":"jurisdiction","label":{"en":"jurisdiction (en)","fr":"jurisdiction (fr)"},"pillar":"sovereignty","reason":"","share":0.39062499999999994},{"item":"key_control","label":{"en":"key_control (en)","fr":"key_control (fr)"},"pillar":"sovereignty","reason":"","share":0.13020833333333331},{"item":"certification","label":{"en":"Certification (en)","fr":"Certification (fr)"},"pillar":"","reason":"","share":0.2083333333333333},{"item":"hds","label":{"en":"hds (en)","fr":"hds (fr)"},"pillar":"certification","reason":"its weight","share":0.10416666666666664},{"item":"certs","label":{"en":"certs (en)","fr":"certs (fr)"},"pillar":"certification","reason":"","share":0.10416666666666664},{"item":"readiness","label":{"en":"Readiness (en)","fr":"Readiness (fr)"},"pillar":"","reason":"","share":0.2083333333333333},{"item":"data_services","label":{"en":"data_services (en)","fr":"data_services (fr)"},"pillar":"readiness","reason":"","share":0.06944444444444442},{"item":"gpu","label":{"en":"gpu (en)","fr":"gpu (fr)"},"pillar":"readiness","reason":"","share":0.06944444444444442},{"item":"regions","label":{"en":"regions (en)","fr":"regions (fr)"},"pillar":"readiness","reason":"","share":0.06944444444444442},{"item":"cost_exit","label":{"en":"Cost and exit (en)","fr":"Cost and exit (fr)"},"pillar":"","reason":"","share":0.0625},{"item":"vm_price","label":{"en":"vm_price (en)","fr":"vm_price (fr)"},"pillar":"cost_exit","reason":"","share":0.03125},{"item":"egress","label":{"en":"egress (en)","fr":"egress (fr)"},"pillar":"cost_exit","reason":"","share":0.03125}]}',NULL);
INSERT INTO "records" VALUES(3,'M7rJyyl8qliIRJw1Hg3_K7Wb','2026-11-26T12:01:00+00:00','f2b5915185d852a92d4f19a7bc33cf5661969783f0f894f5a228266eec42e9eb','0b6a1b3df89630b1e36b6e751da66ad6d5d57a8b5087778d357ad56c6e5ac7a4','35cee8a0619460e90fd2dd7caaf4d8a4d2a20f458e488d5826c39e9de91bb971',NULL,NULL);
CREATE TABLE replies (
	number INTEGER NOT NULL, 
	offer VARCHAR(64), 
	indicator VARCHAR(64), 
	data VARCHAR(8), 
	content TEXT, 
	contact TEXT, 
	"key" VARCHAR(64), 
	receipt VARCHAR(64), 
	received VARCHAR(32) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	answered VARCHAR(32), 
	reason_fr TEXT, 
	reason_en TEXT, 
	PRIMARY KEY (number), 
	UNIQUE (receipt)
);
INSERT INTO "replies" VALUES(1,'local','hds','00000000','{"offer": "local", "indicator": "hds", "value": 0, "valid_from": "2026-01-01", "page": "https://example.org/proof?a=1&b=2", "sentence": "The certificate was never given.", "name": "Ada", "organisation": "Example"}','ada@example.org','91fb9db33ef11359ae1a0a9286c2bb1092b195b6bd6845efee47792ef87925d8','995019e68745cebba1b8c31267227e53c54107e9706c7bfb2493d05c81ed3caf','2026-11-26T09:00:00.000000+00:00','received',NULL,NULL,NULL);
INSERT INTO "replies" VALUES(2,'local','hds','00000000','{"offer": "local", "indicator": "hds", "value": 0, "valid_from": "2026-01-01", "page": "https://example.org/proof?a=1&b=2", "sentence": "<script>alert(1)</script> =HYPERLINK(\"http://x\") #[import \"y\"] $z$ {{ 7*7 }} **b** Émilie d’Été & Cie \\ \"quoted\" @SUM(A1) :material/home: ~~x~~ [a](javascript:b)", "name": "<script>alert(1)</script>", "organisation": "=1+1 **b** [a](javascript:b)"}','ada@example.org','91fb9db33ef11359ae1a0a9286c2bb1092b195b6bd6845efee47792ef87925d8','01e32b631ba219d69a95fc82e07eafd9fe5c0438539ca89512aa39fd3c65ccc6','2026-11-26T09:00:00.000000+00:00','received',NULL,NULL,NULL);
CREATE TABLE seats (
	id INTEGER NOT NULL, 
	meeting INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	token VARCHAR(64) NOT NULL, 
	joined VARCHAR(32) NOT NULL, drawn INTEGER, late BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (meeting, number), 
	UNIQUE (meeting, token), 
	FOREIGN KEY(meeting) REFERENCES meetings (id) ON DELETE CASCADE
);
INSERT INTO "seats" VALUES(1,1,1,'Ada','a15a99c79c791e5f5b671c08b94892341669ff19292bc7b5eb125af6340477fe','2026-11-26T09:00:00.000000+00:00',2,0);
INSERT INTO "seats" VALUES(2,1,2,'','7dd1eb1361317a7f6b4be3c79ff05073d23d6a66dca13ba5af44238c8d482e00','2026-11-26T09:00:00.000000+00:00',1,0);
INSERT INTO "seats" VALUES(3,1,3,'Chloé','f25f2337c6ce5ad6dfb34b9b5d5f07d764f158e3cde4b1a82ae62eda6395d326','2026-11-26T09:00:00.000000+00:00',3,0);
INSERT INTO "seats" VALUES(4,2,1,'Dan','f6eba4892a68ea9466971f201726a5f9700149e940df76d5a7ed5012244566d3','2026-11-26T09:00:00.000000+00:00',NULL,0);
CREATE INDEX ix_meetings_expires ON meetings (expires);
CREATE INDEX ix_seats_meeting ON seats (meeting);
CREATE INDEX ix_entries_seat ON entries (seat);
CREATE INDEX ix_commons_meeting ON commons (meeting);
CREATE INDEX ix_records_meeting ON records (meeting);
CREATE INDEX ix_replies_state ON replies (state);
CREATE INDEX ix_dossiers_expires ON dossiers (expires);
COMMIT;
