using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Takes files that are to be imported, piece by piece and never through the circuit.</summary>
internal static class UploadEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder app)
    {
        app.MapGet("/datasets/uploads/{id:guid}", ReadAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin));
        app.MapPut("/datasets/uploads/{id:guid}/file", ReceiveAsync)
            .RequireAuthorization(policy => policy.RequireRole(Roles.Admin))
            .RequireValidAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(ReceiveUpload.MaxPiece));
    }

    public static string Address(UploadId id) => $"/datasets/uploads/{id}";

    /// <summary>What is here, so that the browser goes on from there.</summary>
    private static Results<Ok<ReceivedFiles>, NotFound> ReadAsync(Guid id, Uploads uploads) =>
        uploads.Read(new UploadId(id)) is { } upload ? TypedResults.Ok(new ReceivedFiles(upload.Files)) : TypedResults.NotFound();

    private static async Task<Results<Ok<ReceivedPart>, Conflict<ReceivedPart>, NotFound, ProblemHttpResult>> ReceiveAsync(
        Guid id, string name, long offset, long total, HttpRequest request, ReceiveUpload receive, CancellationToken cancellationToken) =>
        await receive.ExecuteAsync(new UploadId(id), name, offset, total, request.Body, cancellationToken) switch
        {
            ReceiveOutcome.Stored stored => TypedResults.Ok(new ReceivedPart(stored.Received)),
            ReceiveOutcome.Elsewhere elsewhere => TypedResults.Conflict(new ReceivedPart(elsewhere.Received)),
            ReceiveOutcome.Refused refused => TypedResults.Problem(refused.Reason, statusCode: StatusCodes.Status422UnprocessableEntity),
            _ => TypedResults.NotFound(),
        };

    private sealed record ReceivedFiles(IReadOnlyList<UploadedFile> Files);

    private sealed record ReceivedPart(long Received);
}
