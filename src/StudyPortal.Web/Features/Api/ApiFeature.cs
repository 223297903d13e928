using Microsoft.AspNetCore.Http.HttpResults;
using StudyPortal.Core;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Shell;

namespace StudyPortal.Web.Features.Api;

/// <summary>The programming interface: what the pages of a researcher show, for programs that come with a token.</summary>
internal static class ApiFeature
{
    public const string Root = "/api/v1";

    /// <summary>Where people read about it.</summary>
    public const string Page = "/api";

    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(options => PortalJson.Configure(options.SerializerOptions))
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
        .AddOpenApi(ApiDocument.Name, ApiDocument.Configure);

    /// <summary>The group asks for a token of somebody who may have one; each address below it asks for its scope.</summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root).Require(ApiRight.AnyToken).RequireRateLimiting(RateLimits.Api)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        var read = api.MapGroup("").Require(ApiRight.Read);
        read.MapDatasetApi().MapCaseApi().MapModelApi().MapMapApi().MapStudyApi().MapReportApi().MapJobApi();
        api.MapMakingOfReports().MapTokenApi();
        api.MapOpenApi("/openapi.json");
        api.Map("/{**rest}", Nothing).ExcludeFromDescription();
        // For the browser of somebody who is signed in.
        app.MapOpenApi("/api/openapi.json").RequireAuthorization(policy => policy.RequireRole(Roles.Admin, Roles.Researcher));
        return app;
    }

    public static TBuilder Require<TBuilder>(this TBuilder builder, ApiRight right) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(right.Policy).WithMetadata(right);

    /// <summary>What stands in the document: a name for generated clients, a line for the list, perhaps a paragraph.</summary>
    public static RouteHandlerBuilder Told(this RouteHandlerBuilder endpoint, string tag, string name, string summary, string description = "") =>
        endpoint.WithTags(tag).WithName(name).WithSummary(summary).WithDescription(description);

    private static ProblemHttpResult Nothing(HttpRequest request) => ApiProblems.NotFound($"address: {request.Method} {request.Path}. {Page} lists them all");
}
