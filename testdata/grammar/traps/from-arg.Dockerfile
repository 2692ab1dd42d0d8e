ARG A=alpine
ARG B
FROM ${A}:${B:-3.20}
FROM $A
FROM ${A:+x}
