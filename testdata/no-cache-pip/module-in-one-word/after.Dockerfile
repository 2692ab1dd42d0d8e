FROM python:3.12
RUN python -mpip install --no-cache-dir flask && python -Im pip install --no-cache-dir rich
CMD ["sleep", "1"]
