using System.Security.Claims;
using Microsoft.AspNetCore.Components.Routing;
using StudyPortal.Core.Accounts;
using StudyPortal.Web.Features.Reading;

namespace StudyPortal.Web.Shell;

/// <summary>What the navigation offers to whom. Hiding a link protects nothing: each page states its roles itself.</summary>
internal sealed record RailGroup(string? Heading, IReadOnlyList<RailLink> Links)
{
    private static readonly RailLink Home = new("/", "Home", NavLinkMatch.All);

    private static readonly RailLink[] Research =
    [
        Home,
        new("/datasets", "Data sets"),
        new("/models", "Models"),
        new("/saliency", "Saliency"),
        new("/studies", "Studies"),
        new("/reports", "Reports"),
    ];

    private static readonly RailLink Jobs = new("/jobs", "Jobs");

    private static readonly RailLink[] Administration =
    [
        new("/admin/users", "Users"),
        new("/admin/audit", "Audit log"),
        new("/admin/health", "Health"),
    ];

    public static IReadOnlyList<RailGroup> For(ClaimsPrincipal user) => RoleOf(user) switch
    {
        Roles.Admin => [new(null, [.. Research, Jobs]), new("Administration", Administration)],
        Roles.Researcher => [new(null, Research)],
        _ => [new(null, [Home with { Text = ReadingTexts.Of("Home") }, new("/read", ReadingTexts.Of("MyStudies"))])],
    };

    /// <summary>The word in the language of the reader's pages; the others are English.</summary>
    public static string Word(ClaimsPrincipal user, string english) => RoleOf(user) == Roles.Reader ? ReadingTexts.Of("Rail-" + english.Replace(' ', '-')) : english;

    /// <summary>The role that decides what is shown, when an account holds several.</summary>
    public static string RoleOf(ClaimsPrincipal user) => Roles.All.FirstOrDefault(user.IsInRole) ?? "";
}
