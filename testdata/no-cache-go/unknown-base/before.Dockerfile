FROM example.org/go:1
USER root
RUN go install example.org/tool@latest
CMD ["sleep", "1"]
