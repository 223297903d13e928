using CsCheck;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

public sealed class PatientSplitTests
{
    private static readonly Gen<SourceCase[]> Sets = Gen.Select(Gen.Int[1, 40], Gen.Bool).Select((patient, positive) => Image($"P{patient}", positive)).Array[1, 200];

    [Fact]
    public void No_patient_is_in_two_splits_and_the_order_of_rows_does_not_matter() =>
        Gen.Select(Sets, Gen.Int[0, 1000], Gen.Bool).Sample((cases, seed, stratify) =>
        {
            var splits = PatientSplit.Of(cases, seed, stratify);
            var reversed = PatientSplit.Of(cases.Reverse(), seed, stratify);
            return cases.All(c => splits[c.Patient] == reversed[c.Patient]) && splits.Count == cases.Select(c => c.Patient).Distinct().Count();
        });

    [Fact]
    public void Shares_are_seven_to_one_to_two_in_each_stratum()
    {
        var cases = Enumerable.Range(0, 1000).Select(i => Image($"P{i}", i % 4 == 0)).ToList();

        var splits = PatientSplit.Of(cases, seed: 3, stratify: true);

        foreach (var stratum in cases.GroupBy(c => c.Values[0]))
        {
            Assert.Equal(0.7, stratum.Count(c => splits[c.Patient] == DatasetSplit.Train) / (double)stratum.Count(), 0.01);
            Assert.Equal(0.1, stratum.Count(c => splits[c.Patient] == DatasetSplit.Validation) / (double)stratum.Count(), 0.01);
        }
    }

    [Fact]
    public void Another_seed_divides_otherwise()
    {
        var cases = Enumerable.Range(0, 100).Select(i => Image($"P{i}", false)).ToList();

        Assert.NotEqual(PatientSplit.Of(cases, 1, stratify: false), PatientSplit.Of(cases, 2, stratify: false));
    }

    private static SourceCase Image(string patient, bool positive) => new()
    {
        File = "", Line = null, Patient = patient, Split = null, View = "", Origin = "", Values = [positive ? LabelValue.Positive : LabelValue.Negative],
    };
}
