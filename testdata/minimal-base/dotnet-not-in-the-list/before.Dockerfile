# an exact version has no -alpine; chiseled is small already; nanoserver is Windows
FROM mcr.microsoft.com/dotnet/aspnet:8.0.11
ENTRYPOINT ["dotnet", "/app/Shop.dll"]

FROM mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled
ENTRYPOINT ["dotnet", "/app/Shop.dll"]

FROM mcr.microsoft.com/dotnet/aspnet:3.1
ENTRYPOINT ["dotnet", "/app/Shop.dll"]
