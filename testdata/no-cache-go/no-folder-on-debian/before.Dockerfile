FROM debian:12
RUN go install example.org/tool@latest
CMD ["sleep", "1"]
