using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Studies;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Sets the ratings of hidden controls beside those of the arms' maps.</summary>
internal sealed class ControlAnalysis(QuestionRatings ratings, BootstrapPlan bootstrap)
{
    private readonly RatingTable _table = ratings.Table;

    public ControlResults Run(CancellationToken cancellationToken)
    {
        var controls = ratings.All.Where(rating => rating is { Control: not null, IsRepeat: false, IsCalibration: false, Score: not null }
            && _table.MeanOfArms(rating.Reader, RatingTable.CaseOf(rating)) is not null).ToList();
        if (controls.Count == 0) return new ControlResults([], [], "no hidden control was rated beside a map of an arm");

        return new ControlResults(
            [.. controls.GroupBy(rating => rating.Control.GetValueOrDefault()).OrderBy(kind => kind.Key).Select(kind => Kind(kind.Key, [.. kind], cancellationToken))],
            Discrimination(controls),
            null);
    }

    private ControlKindResults Kind(ControlKind kind, List<RatingFacts> controls, CancellationToken cancellationToken)
    {
        var places = controls.GroupBy(rating => (rating.Reader, Case: RatingTable.CaseOf(rating))).ToDictionary(
            place => place.Key,
            place => (Control: place.Average(rating => rating.Score.GetValueOrDefault()), Arms: _table.MeanOfArms(place.Key.Reader, place.Key.Case).GetValueOrDefault()));
        var cases = _table.Cases.Where(item => _table.Readers.Any(reader => places.ContainsKey((reader, item)))).ToList();
        var differences = RatingMatrix.FromRows([.. cases.Select(item => _table.Readers.Select(reader =>
            places.TryGetValue((reader, item), out var place) ? place.Control - place.Arms : (double?)null).ToList())]);
        return new ControlKindResults(
            kind,
            places.Count,
            Measured.Of(places.Values.Average(place => place.Control)),
            Measured.Of(places.Values.Average(place => place.Arms)),
            Measured.From(ClusterBootstrap.Mean(differences, ResampledUnit.CasesAndReaders, bootstrap, cancellationToken).Mean),
            Discrimination(controls));
    }

    private List<ReaderDiscrimination> Discrimination(List<RatingFacts> controls) =>
        [.. _table.Readers.Select(reader => Discrimination(reader, [.. controls.Where(rating => rating.Reader == reader).Select(rating => (double)rating.Score.GetValueOrDefault())]))];

    private ReaderDiscrimination Discrimination(string reader, List<double> controls)
    {
        var maps = _table.Arms.SelectMany(arm => _table.RatingsOf(arm, reader)).Select(rating => (double)rating).ToList();
        if (controls.Count == 0) return new ReaderDiscrimination(reader, 0, maps.Count, Measured.Undefined("the reader rated no such control"));

        var area = DeLong.Area(new RocSample(maps, controls), bootstrap.Confidence);
        return new ReaderDiscrimination(reader, controls.Count, maps.Count, Measured.From(area.Area));
    }
}
