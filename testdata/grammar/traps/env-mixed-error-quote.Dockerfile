FROM alpine
ENV a=b "c é	q" d=e
