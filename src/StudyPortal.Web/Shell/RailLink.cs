using Microsoft.AspNetCore.Components.Routing;

namespace StudyPortal.Web.Shell;

internal sealed record RailLink(string Href, string Text, NavLinkMatch Match = NavLinkMatch.Prefix);
