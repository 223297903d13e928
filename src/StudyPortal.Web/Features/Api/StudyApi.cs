using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Planning;

namespace StudyPortal.Web.Features.Api;

/// <summary>Studies: design and progress. What was rated is in the reports, which there are of closed studies only.</summary>
internal static class StudyApi
{
    private const string Tag = "Studies";

    public static RouteGroupBuilder MapStudyApi(this RouteGroupBuilder api)
    {
        api.MapGet("/studies", ListAsync).Told(Tag, "listStudies", "All studies, newest first", "State and counts of each.");
        api.MapGet("/studies/{study:guid}", ReadAsync).ProducesProblem(404)
            .Told(Tag, "readStudy", "One study", "Its design and how far its readers are. Until it is closed nobody sees a score, and here none is shown at all: see its report.");
        api.MapGet("/studies/{study:guid}/plan", PlanAsync).ProducesProblem(404)
            .Told(Tag, "readAnalysisPlan", "The analysis plan that is registered with a study", "404 where none is: then every result of its report is exploratory.");
        api.MapGet("/studies/{study:guid}/sample-size", PlanSampleSizeAsync).ProducesProblem(404).ProducesProblem(400).ProducesProblem(409)
            .Told(Tag, "planSampleSize", "How many readers and cases a study like it needs", "From how much the ratings of its pilot, or of the closed study, vary; never what a model got.");
        return api;
    }

    private static async Task<Ok<IReadOnlyList<StudySummary>>> ListAsync(ListStudies studies, CancellationToken cancellationToken) =>
        TypedResults.Ok(await studies.ExecuteAsync(cancellationToken));

    private static async Task<Results<Ok<StudyDocument>, ProblemHttpResult>> ReadAsync(
        Guid study, ReadStudy studies, FindReport reports, CancellationToken cancellationToken)
    {
        if (await studies.ExecuteAsync(StudyId.From(study), cancellationToken) is not { } found) return ApiProblems.NotFound("study");
        return TypedResults.Ok(StudyDocument.Of(found, IsOver(found) ? (await reports.ExecuteAsync(found.Id, cancellationToken))?.Value : null));
    }

    private static async Task<Results<Ok<PlanDetails>, ProblemHttpResult>> PlanAsync(Guid study, ReadAnalysisPlan plans, CancellationToken cancellationToken) =>
        await plans.ExecuteAsync(StudyId.From(study), cancellationToken) is { } plan ? TypedResults.Ok(plan) : ApiProblems.NotFound("study, or no plan is registered with it");

    private static async Task<Results<Ok<SampleSizeOutcome.Planned>, ProblemHttpResult>> PlanSampleSizeAsync(
        Guid study,
        [Description("Smallest difference of two models' mean ratings worth finding, in points of the scale; above 0.")] double difference,
        [Description("Readers planned, 2 to 1000.")] int readers,
        [Description("Cases planned, 2 to 100,000.")] int cases,
        [Description("Two-sided, between 0 and 1; 0.05 when left out.")] double? alpha,
        ReadStudy studies, PlanSampleSize plan, CancellationToken cancellationToken)
    {
        if (await studies.ExecuteAsync(StudyId.From(study), cancellationToken) is not { } found) return ApiProblems.NotFound("study");
        if (found.PilotCases == 0 && !IsOver(found)) return ApiProblems.Conflict($"The study is {found.State} and had no pilot: there are no ratings to plan from.");
        return await plan.ExecuteAsync(found.Id, new SampleSizeQuestion(difference, readers, cases, alpha ?? 0.05), cancellationToken) switch
        {
            SampleSizeOutcome.Planned planned => TypedResults.Ok(planned),
            SampleSizeOutcome.Refused refused => ApiProblems.Refused(refused.Reason),
            var other => throw new NotSupportedException($"An unknown outcome: {other}."),
        };
    }

    private static bool IsOver(StudyDetail study) => study.State is StudyState.Closed or StudyState.Archived;
}
