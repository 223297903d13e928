using Microsoft.AspNetCore.Antiforgery;

namespace StudyPortal.Web.Shell;

internal static class AntiforgeryRequirement
{
    /// <summary>
    /// Answers 400 unless the request carries a valid antiforgery token (form field or <c>RequestVerificationToken</c> header).
    /// The framework's own metadata lets bodies that are not forms through without one.
    /// </summary>
    public static TBuilder RequireValidAntiforgery<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequireAntiforgeryTokenAttribute(required: true)).AddEndpointFilter(RefuseWithoutTokenAsync);

    private static async ValueTask<object?> RefuseWithoutTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: true }
            ? await next(context)
            : TypedResults.BadRequest("The request carries no valid antiforgery token. Reload the page and try again.");
}
