FROM alpine
RUN --device=a,required=maybe true
