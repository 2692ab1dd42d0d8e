FROM alpine
ENV a=1 \
    b=2 \
    # why
    c="3 \
    4"
