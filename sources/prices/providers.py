"""The providers whose price list can be read."""

from sources.prices import aws, azure, ovhcloud, scaleway

PROVIDERS = {"azure": azure.quotes, "aws": aws.quotes, "ovhcloud": ovhcloud.quotes, "scaleway": scaleway.quotes}
