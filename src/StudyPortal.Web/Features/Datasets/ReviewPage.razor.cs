using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>The cases that may have text in their pixels, one after the other at full size, with keys for every decision.</summary>
public sealed partial class ReviewPage
{
    private readonly CancellationTokenSource _closed = new();
    private CaseDetails? _case;
    private CaseViewer? _viewer;
    private string? _refusal;
    private string _done = "";
    private int _due, _blocks;
    private bool _isLoading = true, _isBusy;

    /// <summary>Only of this data set; of all when absent.</summary>
    [SupplyParameterFromQuery] public Guid? Dataset { get; set; }

    /// <summary>Which case of it to begin with.</summary>
    [SupplyParameterFromQuery(Name = "case")] public int? First { get; set; }

    [Inject] public required NextReview Next { get; set; }

    [Inject] public required ReadCase Cases { get; set; }

    [Inject] public required ClearCase Clear { get; set; }

    [Inject] public required RedactCase Redact { get; set; }

    [Inject] public required LeaveOutCase LeaveOut { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private DatasetId? Only => Dataset is { } id ? new DatasetId(id) : null;

    private string TrailHref => Dataset is { } id ? $"/datasets/{id}" : "/datasets";

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override Task OnInitializedAsync() => GoAsync(Only, (First ?? 1) - 1);

    private Task ClearAsync() => DecideAsync(actor => Clear.ExecuteAsync(_case!.Id, actor, _closed.Token), "no text");

    private Task LeaveOutAsync() => DecideAsync(actor => LeaveOut.ExecuteAsync(_case!.Id, actor, _closed.Token), "left out");

    private Task RedactAsync() => DecideAsync(async actor => await Redact.ExecuteAsync(_case!.Id, await _viewer!.BlocksAsync(), actor, _closed.Token), "blacked out");

    private Task SkipAsync()
    {
        (_done, _refusal) = ("", null);
        return GoAsync(_case!.DatasetId, _case.Number);
    }

    private async Task DecideAsync(Func<string, Task<ReviewOutcome>> decide, string word)
    {
        if (_case is not { } decided || _isBusy) return;
        _isBusy = true;
        try
        {
            var outcome = await decide((await Authentication).User.Identity?.Name ?? "");
            _refusal = outcome is ReviewOutcome.Refused refused ? refused.Reason : null;
            if (_refusal is not null) return;
            _done = string.Create(CultureInfo.InvariantCulture, $"Case {decided.Number}: {word}.");
            await GoAsync(decided.DatasetId, decided.Number);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task GoAsync(DatasetId? dataset, int after)
    {
        var step = await Next.ExecuteAsync(Only, dataset, after, _closed.Token);
        _case = step.Dataset is { } id ? await Cases.ExecuteAsync(id, step.Number, CaseFilter.All, _closed.Token) : null;
        (_due, _blocks, _isLoading) = (step.Due, 0, false);
    }
}
