FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends git mercurial unzip && rm -rf /var/lib/apt/lists/*
COPY <<EOF /app/requirements.txt
git+https://example.org/x.git
EOF
RUN echo "hg+https://example.org/y" > more.txt && pip install -r /app/requirements.txt -r more.txt
RUN printf 'import subprocess\nsubprocess.run(["unzip", "x.zip"])\n' > /run.py
CMD ["python", "/run.py"]
