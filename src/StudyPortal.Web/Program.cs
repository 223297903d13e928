using StudyPortal.Core;
using StudyPortal.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Configuration.AddSecretFiles();
builder.AddPortalHost();

var app = builder.Build();
await app.PreparePortalAsync();
app.MapPortal();
await app.RunAsync();

/// <summary>Named so that tests can host the real application.</summary>
public sealed partial class Program;
