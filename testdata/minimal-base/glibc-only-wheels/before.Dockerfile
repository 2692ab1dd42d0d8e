FROM python:3.12-slim
RUN pip install torch==2.4 opencv-python
CMD ["python", "-c", "import torch"]
