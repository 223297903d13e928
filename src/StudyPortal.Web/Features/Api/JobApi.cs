using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Web.Features.Api;

/// <summary>What the trainer does and did.</summary>
internal static class JobApi
{
    private const string Tag = "Jobs";

    public static RouteGroupBuilder MapJobApi(this RouteGroupBuilder api)
    {
        api.MapGet("/jobs", ListAsync).ProducesProblem(400).Told(Tag, "listJobs", "The jobs, newest first");
        api.MapGet("/jobs/{job:guid}", ReadAsync).ProducesProblem(404).Told(Tag, "readJob", "One job", "With its curves and the end of its log.");
        return api;
    }

    private static async Task<Results<Ok<Paged<JobSnapshot>>, ProblemHttpResult>> ListAsync(
        [AsParameters] Paging paging, ListJobs jobs, CancellationToken cancellationToken)
    {
        if (paging.Problem is { } problem) return ApiProblems.Refused(problem);
        var list = await jobs.ExecuteAsync((paging.Number - 1) * paging.Size, paging.Size, cancellationToken);
        return TypedResults.Ok(new Paged<JobSnapshot>(list.Total, paging.Number, paging.Size, list.Jobs));
    }

    private static async Task<Results<Ok<JobDetails>, ProblemHttpResult>> ReadAsync(Guid job, ReadJob jobs, CancellationToken cancellationToken) =>
        await jobs.ExecuteAsync(JobId.From(job), cancellationToken) is { } found ? TypedResults.Ok(found) : ApiProblems.NotFound("job");
}
