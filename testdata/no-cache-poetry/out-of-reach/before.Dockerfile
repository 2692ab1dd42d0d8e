FROM python:3.14
RUN su app -c "poetry install --no-root"
RUN echo $(poetry install --no-root)
RUN get() { poetry install --no-root; } && get
RUN sh <<EOT
poetry install --no-root $X
EOT
RUN poetry install --no-root && if true; then echo
