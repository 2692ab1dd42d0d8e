# escape=`
FROM python:3.14-windowsservercore-ltsc2022
RUN pip install flask
