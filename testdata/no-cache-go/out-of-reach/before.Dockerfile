FROM golang:1.25
RUN su app -c "go install example.org/tool@latest"
RUN echo $(go install example.org/tool@latest)
RUN get() { go install example.org/tool@latest; } && get
RUN sh <<EOT
go install example.org/tool@latest $X
EOT
RUN go install example.org/tool@latest && if true; then echo
