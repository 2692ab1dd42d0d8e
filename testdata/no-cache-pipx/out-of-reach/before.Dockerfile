FROM python:3.14
RUN su app -c "pipx install poetry"
RUN echo $(pipx install poetry)
RUN get() { pipx install poetry; } && get
RUN sh <<EOT
pipx install poetry $X
EOT
RUN pipx install poetry && if true; then echo
