FROM python:3.12-bookworm
ENV REPOSITORY=https://example.org/team/app.git
COPY start.py /start.py
CMD ["python3", "/start.py"]
