FROM alpine:3.20
# imgfix ignore=merge-run
RUN touch a
RUN touch b
