FROM pypy:3.11
CMD ["python3", "x.py"]
