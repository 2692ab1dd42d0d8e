FROM python:3.13
# PIP pre-cache
RUN pip install requests
CMD ["python", "x.py"]
