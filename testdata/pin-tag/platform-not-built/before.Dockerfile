FROM --platform=linux/arm/v6 node
FROM --platform=linux/arm/v6 alpine:3.24
