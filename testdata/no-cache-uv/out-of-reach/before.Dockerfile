FROM python:3.14
RUN su app -c "uv pip install --system flask"
RUN echo $(uv pip install --system flask)
RUN get() { uv pip install --system flask; } && get
RUN sh <<EOT
uv pip install --system flask $X
EOT
RUN uv pip install --system flask && if true; then echo
