using Microsoft.AspNetCore.Components;

namespace StudyPortal.Web.Shell;

/// <summary>A whole page for a request that ended without one: what happened and what to do.</summary>
public sealed partial class StatusDocument
{
    private (string Title, string WhatToDo) _words;

    [Parameter, EditorRequired] public required int Status { get; set; }

    [Parameter, EditorRequired] public required bool IsDark { get; set; }

    /// <summary>Of the answer that this page is, for its styles.</summary>
    [Parameter, EditorRequired] public required string Nonce { get; set; }

    /// <summary>What of the store failed, where that is known.</summary>
    [Parameter] public (string Title, string WhatToDo)? Trouble { get; set; }

    /// <summary>The trace of the request, where the server failed: the log's lines about it carry the same.</summary>
    [Parameter] public string? Reference { get; set; }

    protected override void OnParametersSet() => _words = Trouble ?? Status switch
    {
        StatusCodes.Status400BadRequest => ("The request was not understood", "The page was open for too long, or its form was incomplete. Go back, reload the page and try again."),
        StatusCodes.Status403Forbidden => ("This page is not for your role", "It exists, but your account may not open it. If you need it, ask the study administrator."),
        StatusCodes.Status404NotFound => ("There is nothing at this address", "It may have been removed, or the link is incomplete."),
        StatusCodes.Status413PayloadTooLarge => ("The file is too large", "It exceeds what this page accepts. Nothing was stored."),
        StatusCodes.Status429TooManyRequests => ("Too many attempts", "Wait one minute, then try again."),
        StatusCodes.Status503ServiceUnavailable => ("The data cannot be stored now", "The disk is full, or the database is in use. Nothing that was saved is lost. Try again in a minute; if it happens again, tell the administrator."),
        >= 500 => ("The server could not answer", "Something failed; nothing that was saved is lost. Try again; if it happens again, give the administrator the reference below, which is also in the server's log."),
        _ => ("The request was refused", $"The server answered with status {Status}."),
    };
}
