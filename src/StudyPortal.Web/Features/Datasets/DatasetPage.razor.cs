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
    private CaseList _page = new(0, []);
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

    private async Task LoadAsync(DatasetId dataset)
    {
        _isWaiting = true;
        var page = await Cases.ExecuteAsync(dataset, Filter, PageNumber - 1, PageSize, _closed.Token);
        if (page.Cases is [] && page.Total > 0)
        {
            GoTo((page.Total + PageSize - 1) / PageSize, replace: true);
            return;
        }

        (_page, _isWaiting) = (page, false);
    }

    private void GoTo(int page, bool replace = false) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(PageQuery, page), replace: replace);

    private string Address(CaseFilter filter) => $"/datasets/{Id}{CaseFilterText.Write(filter)}";

    private string CaseAddress(int number) => $"/datasets/{Id}/cases/{number.ToString(CultureInfo.InvariantCulture)}{CaseFilterText.Write(Filter)}";
}
