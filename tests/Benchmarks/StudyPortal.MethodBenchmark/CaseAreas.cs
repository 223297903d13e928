using StudyPortal.Statistics.Roc;

namespace StudyPortal.MethodBenchmark;

/// <summary>Mean over the labels of the ROC area of drawn cases; a case brings all its labels.</summary>
internal sealed class CaseAreas(float[] logits, float[] truth, int labels)
{
    private readonly Column[] columns = [.. Enumerable.Range(0, labels).Select(label => Column.Of(label, logits, truth, labels)).OfType<Column>()];

    public double? Of(int[] cases)
    {
        double[] areas = [.. columns.Select(column => column.Area(cases)).OfType<double>()];
        return areas.Length == 0 ? null : areas.Average();
    }

    /// <param name="Areas">Of the label's scores.</param>
    /// <param name="Places">Of each case: 0, 1, ... among the positives, -1, -2, ... among the negatives.</param>
    private sealed record Column(AreaBootstrap Areas, int[] Places)
    {
        /// <summary>Null where all cases are of one class.</summary>
        public static Column? Of(int label, float[] logits, float[] truth, int labels)
        {
            int[] rows = [.. Enumerable.Range(0, truth.Length / labels).Select(row => (row * labels) + label)];
            RocSample sample = RocSample.From([.. rows.Select(at => (bool?)(truth[at] == 1))], [.. rows.Select(at => (double?)logits[at])]);
            if (sample.Positives.Count == 0 || sample.Negatives.Count == 0)
            {
                return null;
            }
            (int positives, int negatives) = (0, 0);
            return new Column(new AreaBootstrap(sample), [.. rows.Select(at => truth[at] == 1 ? positives++ : --negatives)]);
        }

        public double? Area(int[] cases)
        {
            int[] positives = [.. cases.Select(row => Places[row]).Where(place => place >= 0)];
            int[] negatives = [.. cases.Select(row => -1 - Places[row]).Where(place => place >= 0)];
            return positives.Length == 0 || negatives.Length == 0 ? null : Areas.Resample(positives, negatives);
        }
    }
}
