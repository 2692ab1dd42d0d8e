FROM python:3.14
RUN true \
 # why
 && poetry install --no-root \
 && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
RUN mkdir -p /x; \
	poetry add flask && \
	rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts
RUN poetry install --no-root && rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts;
RUN poetry add flask; rm -rf ~/.cache/pypoetry/cache ~/.cache/pypoetry/artifacts; exit 0
