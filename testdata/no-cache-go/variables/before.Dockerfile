FROM golang:1.25
RUN $GO install x
RUN go $OPTIONS install x
