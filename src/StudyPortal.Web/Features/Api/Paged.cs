using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace StudyPortal.Web.Features.Api;

/// <summary>One page of a list.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">From 1.</param>
internal sealed record Paged<T>(int Total, int Page, int PageSize, IReadOnlyList<T> Items);

/// <summary>Which page of a list is asked for.</summary>
internal readonly record struct Paging(
    [property: FromQuery(Name = "page"), Description("From 1; the first when left out.")] int? Page,
    [property: FromQuery(Name = "pageSize"), Description("How many on a page, 1 to 1000; 100 when left out.")] int? PageSize)
{
    private const int Usual = 100, Most = 1000, Last = 1_000_000;

    public int Number => Page ?? 1;

    public int Size => PageSize ?? Usual;

    public string? Problem => (Number, Size) switch
    {
        (< 1 or > Last, _) => $"page is {Number}; expected 1 to {Last}.",
        (_, < 1 or > Most) => $"pageSize is {Size}; expected 1 to {Most}.",
        _ => null,
    };
}
