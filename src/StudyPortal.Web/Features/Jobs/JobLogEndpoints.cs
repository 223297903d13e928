using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Jobs;

internal static class JobLogEndpoints
{
    public static IEndpointRouteBuilder MapJobLog(this IEndpointRouteBuilder app)
    {
        app.MapGet("/jobs/{id:guid}/log.txt", DownloadAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        return app;
    }

    private static async Task<Results<PushStreamHttpResult, NotFound>> DownloadAsync(Guid id, HttpContext http, ReadJobLog read, CancellationToken cancellationToken)
    {
        if (await read.ReadAllAsync(JobId.From(id), cancellationToken) is not { } lines) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(body => WriteAsync(body, lines), "text/plain; charset=utf-8", $"job-{id}.log.txt");
    }

    private static async Task WriteAsync(Stream body, IAsyncEnumerable<LoggedLine> lines)
    {
        await using var writer = new StreamWriter(body, leaveOpen: true) { NewLine = "\n" };
        await foreach (var line in lines)
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{line.AtUtc:yyyy-MM-dd HH:mm:ss.fff} {line.Text}"));
    }
}
