using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>
/// An analysis set with something in every section of the report: two scales and marks, gaps, repeats, controls, withdrawn maps, strata,
/// times and sessions, two labels, attacks of growing radius, another data set, orders and a registered plan. Nothing in it is random.
/// </summary>
internal static class FullSet
{
    private const int Cases = 22, Readers = 5, Arms = 3;

    /// <summary>A spread of whole numbers from 0 to <paramref name="below"/> - 1 that follows no pattern.</summary>
    private static int Spread(int below, params int[] of)
    {
        var mixed = of.Aggregate(17L, (sum, each) => (((sum * 31) + each + 1) * 2654435761L) % 4294967291L);
        return (int)(((mixed * 40503L) % 65537L) * below / 65537L);
    }

    public static AnalysisSet Of(PlannedTest test = PlannedTest.WilcoxonOnCaseMeans, bool gaps = true)
    {
        var plan = Plan(test);
        var places = Places();
        return HandMadeSet.Empty with
        {
            Plan = plan.ToAnalysisPlan(),
            Study = HandMadeSet.Empty.Study with
            {
                Questions =
                [
                    new QuestionFacts(1, "Mark the finding", ["Finding"], QuestionFacts.Marks),
                    new QuestionFacts(2, "How well does it fit?", ["0", "1", "2", "3", "4", "5"]),
                    new QuestionFacts(3, "Useful?", ["no", "a bit", "yes"], Lowest: 1),
                ],
            },
            Readers = [.. Enumerable.Range(1, Readers).Select(reader => $"R{reader}")],
            Items = [.. Items()],
            Ratings = [.. Ratings(gaps)],
            Exclusions = [.. places.Where(place => place.Withdrawn).Select(place => new ExclusionFacts(
                place.Reader, place.Case, place.TargetLabel, place.Arm, 2, place.Position, "case withdrawn"))],
            Evaluations = [.. Evaluations()],
            Overlaps = [.. Overlaps()],
            Places = places,
            Participants = [.. Enumerable.Range(1, Readers).Select(reader => new ReaderFacts(
                $"R{reader}", DateTime.UnixEpoch, reader == 4 ? DateTime.UnixEpoch : null, 60 + reader, 50 + reader, reader < 3 ? DateTime.UnixEpoch : null, null, null))],
            Registered = plan,
            Registration = new PlanRegistration(DateTime.UnixEpoch, new string('0', 64)),
        };
    }

    private static RegisteredPlan Plan(PlannedTest test) => new(
        test == PlannedTest.DeLong ? PrimaryEndpoint.AreaNonInferiority : PrimaryEndpoint.RatingDifference, test, test == PlannedTest.DeLong ? null : 2,
        [new PlannedPair(1, 0), new PlannedPair(2, 0)], test == PlannedTest.DeLong ? 0.08 : null, Alpha: 0.1,
        Correction: test == PlannedTest.DeLong ? PlannedCorrection.BenjaminiHochberg : PlannedCorrection.Bonferroni, BootstrapReplicates: 300, Seed: 99);

    private static bool IsPositive(int item) => Spread(2, item, 5) == 1;

    private static IEnumerable<ItemFacts> Items()
    {
        foreach (var item in Enumerable.Range(0, Cases))
            foreach (var arm in Enumerable.Range(0, Arms))
                yield return new ItemFacts(
                    item, Label(item), arm, item % 3 == 0 ? "hard" : "easy", 1.5, Withdrawn: item == 7, "none", "none", "none",
                    IsPositive(item) ? (1 + Spread(900, item, arm)) / 1000.0 : null, IsPositive(item) ? (1 + Spread(300, item)) / 1000.0 : null,
                    Truth: item == 9 ? null : IsPositive(item), Outcome: item == 9 ? null : (ModelOutcome)Spread(4, item, arm, 3), Modality: item < 12 ? "DX" : "CR");
        foreach (var item in Enumerable.Range(0, 4))
            yield return new ItemFacts(item, Label(item), null, "control", 0, false, "none", "none", "none", null, null, Control: item % 2 == 0 ? ControlKind.Edges : ControlKind.OtherPatient);
    }

    private static string Label(int item) => item < 11 ? "Mass" : "Nodule, \"solid\"";

    private static IEnumerable<RatingFacts> Ratings(bool gaps)
    {
        foreach (var reader in Enumerable.Range(0, Readers))
            foreach (var question in new[] { 2, 3 })
            {
                foreach (var (item, arm) in from item in Enumerable.Range(0, Cases) from arm in Enumerable.Range(0, Arms) select (item, arm))
                {
                    if (gaps && Spread(14, reader, item, arm, 7) == 0) continue;
                    var position = 1 + ((item * 7) + (arm * 22) + (reader * 3)) % (Cases * Arms);
                    yield return Rating(reader, item, arm, question, position, gaps && Spread(20, reader, item, arm, 8) == 0 ? null : Score(question, reader, item, arm));
                    if (Spread(5, item, arm) == 0) yield return Rating(reader, item, arm, question, position + 60, Score(question, reader + 7, item, arm)) with { IsRepeat = true };
                }

                foreach (var item in Enumerable.Range(0, 4))
                    yield return Rating(reader, item, null, question, 130 + item, Score(question, reader, item, 9)) with { Control = item % 2 == 0 ? ControlKind.Edges : ControlKind.OtherPatient };
            }
    }

    private static int Score(int question, int reader, int item, int arm)
    {
        var fit = (arm * 0.8) + (IsPositive(item) ? 0.9 : 0) + (Spread(30, item, 1) / 15.0) + (Spread(20, reader, 2) / 12.0) + (Spread(40, reader, item, arm, question) / 16.0) - 1;
        return question == 2 ? Math.Clamp((int)Math.Round(fit), 0, 5) : Math.Clamp(1 + (int)Math.Round(fit / 2.2), 1, 3);
    }

    private static RatingFacts Rating(int reader, int item, int? arm, int question, int position, int? score) => new(
        $"R{reader + 1}", item, Label(item), arm, question, position, IsRepeat: false, score, 1, DateTime.UnixEpoch,
        Spread(12, reader, position) == 0 ? 0 : 1500 + Spread(9000, reader, position, question), Session: 1 + (position / 40));

    private static IEnumerable<EvaluationFacts> Evaluations()
    {
        foreach (var epsilon in new[] { 0, 0.01, 0.03 })
            foreach (var arm in Enumerable.Range(0, Arms))
                yield return Scores(arm, epsilon, 60, "", "");
        yield return Scores(2, 0, 60, "", "") with { Branch = NormBranch.Adversarial, AttackBranch = NormBranch.Adversarial };
        foreach (var arm in Enumerable.Range(0, 2))
            yield return Scores(arm, 0, 25, "Another", "{\"Mass\":\"mass\"}");
    }

    private static EvaluationFacts Scores(int arm, double epsilon, int cases, string dataset, string labelMap) => new(
        arm, NormBranch.Clean, epsilon, epsilon > 0 ? 10 : 0, NormBranch.Clean,
        [
            .. from label in new[] { "Mass", "Nodule" }
               from item in Enumerable.Range(0, cases)
               let truth = Spread(3, item, label.Length) == 0
               where arm < 2 || item != 5
               let noise = Spread(label == "Mass" ? 100 : 8, item, arm, label.Length, dataset.Length)
               select new PredictionFacts(
                   item, label, item == 3 ? null : truth, (((truth ? 40 : 0) * (1 - (12 * epsilon))) + (noise * (label == "Mass" ? 1 : 12)) - 60) / (25.0 + (3 * arm))),
        ],
        dataset, labelMap);

    private static IEnumerable<OverlapFacts> Overlaps() =>
        from reader in Enumerable.Range(0, Readers)
        from item in Enumerable.Range(0, Cases)
        from arm in Enumerable.Range(0, Arms)
        where Spread(3, reader, item, arm, 4) > 0
        select new OverlapFacts(
            $"R{reader + 1}", item, Label(item), arm, 1, 1 + item, SlotPurpose.Main, null, Withdrawn: item == 7, 1 + Spread(3, reader, item),
            Spread(15, reader, item, arm) == 0 ? null : Spread(1000, reader, item, arm) / 1000.0, (1 + Spread(200, reader, item)) / 1000.0,
            Spread(2, reader, item, arm) == 1, Spread(900, reader, item, arm, 6) / 1000.0);

    private static List<PlaceFacts> Places() =>
    [
        .. from reader in Enumerable.Range(1, Readers)
           from item in Enumerable.Range(0, Cases)
           select new PlaceFacts(
               $"R{reader}", item + 1, 1, item > 18 ? SlotPurpose.Repeat : SlotPurpose.Main, null, IsPilot: item == 0, item, Label(item), item % Arms, Withdrawn: item == 7, null),
    ];
}
