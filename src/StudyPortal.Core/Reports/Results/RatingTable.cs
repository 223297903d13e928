using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Statistics;

namespace StudyPortal.Core.Reports.Results;

/// <summary>The scores that enter the analysis of one question, as tables of cases x readers or cases x arms.</summary>
internal sealed class RatingTable
{
    private readonly Dictionary<(string Reader, int Case, string Label, int Arm), int> _scores;
    private readonly AnalysisSet _set;

    /// <summary>First showings only, without withdrawn cases and "cannot judge".</summary>
    public RatingTable(AnalysisSet set, int question)
    {
        _set = set;
        var withdrawn = set.Items.Where(item => item.Withdrawn).Select(item => (item.Case, item.TargetLabel, item.Arm)).ToHashSet();
        _scores = set.Ratings
            .Where(r => r.Question == question && !r.IsRepeat && r.Score is not null && !withdrawn.Contains((r.Case, r.TargetLabel, r.Arm)))
            .ToDictionary(r => (r.Reader, r.Case, r.TargetLabel, r.Arm), r => r.Score.GetValueOrDefault());
        Cases = [.. set.Items.Where(item => !item.Withdrawn).Select(item => (item.Case, item.TargetLabel)).Distinct().Order()];
    }

    /// <summary>The rated cases, each with the label its maps are for.</summary>
    public IReadOnlyList<(int Case, string Label)> Cases { get; }

    public IEnumerable<int> ScoresOf(int arm) => _scores.Where(score => score.Key.Arm == arm).Select(score => score.Value);

    public IEnumerable<int> ScoresOf(int arm, string reader) =>
        _scores.Where(score => score.Key.Arm == arm && score.Key.Reader == reader).Select(score => score.Value);

    /// <summary>Cases x readers for one arm.</summary>
    public RatingMatrix ReadersOf(int arm) => RatingMatrix.FromRows([.. Cases.Select(item => Row(item, arm))]);

    /// <summary>Maps of all arms x readers.</summary>
    public RatingMatrix ReadersOfAllArms() =>
        RatingMatrix.FromRows([.. from item in Cases from arm in _set.Arms select Row(item, arm.Ordinal)]);

    /// <summary>Cases x arms; a cell is the mean over the readers present, empty when none is.</summary>
    public RatingMatrix ArmsByCase() =>
        RatingMatrix.FromRows([.. Cases.Select(item => _set.Arms.Select(arm => Row(item, arm.Ordinal).Average()).ToList())]);

    /// <summary>Cases x arms for one reader.</summary>
    public RatingMatrix ArmsByCase(string reader) =>
        RatingMatrix.FromRows([.. Cases.Select(item => _set.Arms.Select(arm => Score(reader, item, arm.Ordinal)).ToList())]);

    /// <summary>Mean over readers of each case, in the order of <see cref="Cases"/>.</summary>
    public IReadOnlyList<double?> CaseMeans(int arm) => [.. Cases.Select(item => Row(item, arm).Average())];

    private List<double?> Row((int Case, string Label) item, int arm) => [.. _set.Readers.Select(reader => Score(reader, item, arm))];

    private double? Score(string reader, (int Case, string Label) item, int arm) =>
        _scores.TryGetValue((reader, item.Case, item.Label, arm), out var score) ? score : null;
}
