FROM alpine
RUN <<"${X:-EOF}"
RUN b
