FROM python:3.12
RUN python -mpip install flask && python -Im pip install rich
CMD ["sleep", "1"]
