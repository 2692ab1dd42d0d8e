FROM python:3.13
COPY <<EOF /app/requirements.txt
git+https://example.org/x.git
EOF
RUN echo "hg+https://example.org/y" > more.txt && pip install -r /app/requirements.txt -r more.txt
RUN printf 'import subprocess\nsubprocess.run(["unzip", "x.zip"])\n' > /run.py
CMD ["python", "/run.py"]
