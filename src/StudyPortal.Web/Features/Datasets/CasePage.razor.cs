using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>One case: its image in the viewer, its labels, boxes and origin, and the way to its neighbours.</summary>
public sealed partial class CasePage
{
    private readonly CancellationTokenSource _closed = new();
    private CaseDetails? _case;
    private bool _isAdmin;
    private string? _refusal;

    [Parameter] public int Number { get; set; }

    [Inject] public required ReadCase Cases { get; set; }

    [Inject] public required FlagCase Flag { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private string Query => CaseFilterText.Write(Filter);

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _isAdmin = (await Authentication).User.IsInRole(Roles.Admin);
        _refusal = null;
        _case = await Cases.ExecuteAsync(new DatasetId(Id), Number, Filter, _closed.Token);
        if (_case is null) Navigation.NotFound();
    }

    private async Task FlagAsync()
    {
        var outcome = await Flag.ExecuteAsync(_case!.Id, (await Authentication).User.Identity?.Name ?? "", _closed.Token);
        _refusal = outcome is ReviewOutcome.Refused refused ? refused.Reason : null;
        if (_refusal is null) Navigation.NavigateTo($"/datasets/review?dataset={Id}&case={Number.ToString(CultureInfo.InvariantCulture)}");
    }

    private string CaseAddress(int number) => $"/datasets/{Id}/cases/{number.ToString(CultureInfo.InvariantCulture)}{Query}";

    private static string Pixel(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
