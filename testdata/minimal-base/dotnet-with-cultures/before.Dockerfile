FROM mcr.microsoft.com/dotnet/aspnet:10.0
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false
COPY publish /app
ENTRYPOINT ["dotnet", "/app/Shop.dll"]
