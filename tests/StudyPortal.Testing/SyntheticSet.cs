using System.Text.Json;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Studies;

namespace StudyPortal.Testing;

/// <summary>
/// An analysis set without a portal behind it: readers, arms and cases with effects of their own, a repeat of every tenth case and each kind
/// of hidden control on every tenth case, all drawn from a seed.
/// </summary>
public sealed class SyntheticSet(int readers, int arms, int cases, int seed)
{
    private const string Label = "Mass";
    private const int PerSession = 150;

    private readonly Random _random = new(seed);

    /// <summary>Share of the first showings that the reader could not judge.</summary>
    public double Missing { get; init; }

    public AnalysisSet Build(AnalysisPlan plan)
    {
        var effects = Enumerable.Range(0, cases).Select(_ => Normal(0.8)).ToArray();
        return new AnalysisSet(
            AnalysisSet.CurrentFormat, "0.0", plan,
            new StudyFacts(
                new Guid(seed, 0, 0, new byte[8]), "Synthetic", "Synthetic", true, true, "input-gradient", JsonSerializer.SerializeToElement(new { }), "none",
                seed, null, null, [new QuestionFacts(1, "How useful?", ["0", "1", "2", "3", "4", "5"])]),
            [.. Enumerable.Range(0, arms).Select(arm => new ArmFacts(arm, $"Model {arm}", (ModelVariant)(arm % 3), NormBranch.Clean, "resnet18", 64, 64, new string('0', 64)))],
            [.. Enumerable.Range(1, readers).Select(reader => $"R{reader}")],
            [.. Items()],
            [.. Enumerable.Range(1, readers).SelectMany(reader => Read($"R{reader}", effects))],
            [],
            [.. Enumerable.Range(0, arms).Select(arm => new EvaluationFacts(arm, NormBranch.Clean, 0, 0, NormBranch.Clean, [.. Predictions(arm)]))]);
    }

    private IEnumerable<ItemFacts> Items() => Places().Select(place => new ItemFacts(
        place.Case, Label, place.Arm, Label, 1, false, new string('0', 64), new string('0', 64), "1", 0.3, 0.1, false, place.Control));

    private IEnumerable<(int Case, int? Arm, ControlKind? Control)> Places() =>
    [
        .. from item in Enumerable.Range(0, cases) from arm in Enumerable.Range(0, arms) select (item, (int?)arm, (ControlKind?)null),
        .. from item in Enumerable.Range(0, cases)
           where item % 10 == 0
           from kind in Enum.GetValues<ControlKind>()
           select (item, kind == ControlKind.Edges ? null : (int?)0, (ControlKind?)kind),
    ];

    private List<RatingFacts> Read(string reader, double[] effects)
    {
        var (ofReader, perPlace) = (Normal(0.4), Normal(0.0002));
        var shown = Places().ToArray();
        _random.Shuffle(shown);
        var repeated = shown.Where(place => place is { Control: null, Case: var item } && item % 10 == 0);
        return
        [
            .. shown.Select(place => (Place: place, IsRepeat: false)).Concat(repeated.Select(place => (Place: place, IsRepeat: true)))
                .Select((slot, position) => Rate(reader, slot.Place, slot.IsRepeat, position, effects[slot.Place.Case] + ofReader + (perPlace * position))),
        ];
    }

    private RatingFacts Rate(string reader, (int Case, int? Arm, ControlKind? Control) place, bool isRepeat, int position, double effect)
    {
        var latent = effect + Normal(0.8) + (place.Control is null ? 2.2 + (0.4 * place.Arm.GetValueOrDefault()) : 1);
        var isJudged = isRepeat || place.Control is not null || _random.NextDouble() >= Missing;
        return new RatingFacts(
            reader, place.Case, Label, place.Arm, 1, position, isRepeat, isJudged ? (int)Math.Clamp(Math.Round(latent), 0, 5) : null, 1,
            DateTime.UnixEpoch, (int)(4000 * Math.Exp(Normal(0.5))), false, place.Control, (position / PerSession) + 1, 3000);
    }

    private IEnumerable<PredictionFacts> Predictions(int arm) =>
        Enumerable.Range(0, cases).Select(item => new PredictionFacts(item, Label, item % 2 == 0, (item % 2 == 0 ? 1 : 0) + (0.1 * arm) + Normal(1)));

    private double Normal(double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
