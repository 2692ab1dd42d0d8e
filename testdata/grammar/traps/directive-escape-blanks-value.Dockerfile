# escape=  	 
FROM alpine
