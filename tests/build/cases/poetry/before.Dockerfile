FROM python:3.11
RUN pip install --no-cache-dir poetry
WORKDIR /app
RUN printf '[tool.poetry]\nname = "lab"\nversion = "1"\ndescription = ""\nauthors = []\npackage-mode = false\n[tool.poetry.dependencies]\npython = "^3.11"\nsix = "1.16.0"\n[[tool.poetry.source]]\nname = "lab"\nurl = "http://127.0.0.1:8082/simple"\npriority = "primary"\n' > pyproject.toml
RUN poetry install --no-root
CMD ["python3"]
