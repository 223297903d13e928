using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>One data set: its cases, its labels, where it comes from; the filter is in the address, so it can be linked and gone back to.</summary>
public sealed partial class DatasetPage
{
    private const int PageSize = 48;
    private const string PageQuery = "page";

    private readonly CancellationTokenSource _closed = new();
    private DatasetHead? _dataset;
    private IReadOnlyList<CaseRow> _cases = [];
    private (CaseFilter Filter, int Page) _shown = (CaseFilter.All, -1);
    private int? _total;
    private bool _isAdmin, _isWaiting;

    [SupplyParameterFromQuery(Name = PageQuery)] public int? Page { get; set; }

    /// <summary>Which part: "labels", "source", the cases when absent.</summary>
    [SupplyParameterFromQuery] public string? Show { get; set; }

    [Inject] public required ReadDatasetHead Datasets { get; set; }

    [Inject] public required ListCases Cases { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    private string Subtitle => $"{DatasetWords.Cases(_dataset?.Cases ?? 0)} of {DatasetWords.Count(_dataset?.Patients ?? 0)} {(_dataset?.Patients == 1 ? "patient" : "patients")}";

    private int PageNumber => Math.Max(1, Page ?? 1);

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _isAdmin = (await Authentication).User.IsInRole(Roles.Admin);
        if (_dataset?.Id.Value != Id) _dataset = await Datasets.ExecuteAsync(new DatasetId(Id), _closed.Token);
        if (_dataset is null) Navigation.NotFound();
        else if (Show is null) await LoadAsync(_dataset.Id);
    }

    /// <summary>The cases come first; how many there are follows, and is not counted again while the filter stays.</summary>
    private async Task LoadAsync(DatasetId dataset)
    {
        var (filter, page) = (Filter, PageNumber - 1);
        _isWaiting = true;
        var cases = await Cases.RowsAsync(dataset, filter, From(filter, page), PageSize, _closed.Token);
        if (filter != _shown.Filter || _shown.Page < 0) _total = null;
        (_cases, _shown, _isWaiting) = (cases, (filter, page), false);
        if (_total is null)
        {
            await Task.Yield();
            var total = await Cases.CountAsync(dataset, filter, _closed.Token);
            if (filter == Filter) _total = total;
        }

        if (_cases.Count == 0 && _total > 0 && page > 0) GoTo((_total.Value + PageSize - 1) / PageSize, replace: true);
    }

    /// <summary>From the page that is shown to the next or the one before there is nothing to pass over.</summary>
    private CaseCursor From(CaseFilter filter, int page) =>
        filter == _shown.Filter && _cases.Count == PageSize && page == _shown.Page + 1 ? new CaseCursor(After: _cases[^1].Number)
        : filter == _shown.Filter && _cases.Count > 0 && page > 0 && page == _shown.Page - 1 ? new CaseCursor(Before: _cases[0].Number)
        : new CaseCursor(Skip: page * PageSize);

    private void GoTo(int page, bool replace = false) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(PageQuery, page), replace: replace);

    private string Address(CaseFilter filter) => $"/datasets/{Id}{CaseFilterText.Write(filter)}";

    private string CaseAddress(int number) => $"/datasets/{Id}/cases/{number.ToString(CultureInfo.InvariantCulture)}{CaseFilterText.Write(Filter)}";
}
