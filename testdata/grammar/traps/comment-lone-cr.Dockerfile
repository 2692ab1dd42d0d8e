FROM alpine
# commentRUN hidden
RUN shown
