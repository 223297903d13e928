namespace StudyPortal.Learning.Training;

/// <summary>
/// Reads the pixels of the next steps on other threads while a step computes. Which images come is settled by the
/// epoch's order, so reading ahead leaves no trace in what a run saves.
/// </summary>
internal sealed class PixelsAhead(ImageSet images, int batchSize)
{
    private const int Depth = 2;
    private readonly Queue<Task<float[]>> reading = new();
    private long[] current = [];
    private int given, asked;

    /// <summary>Pixels of a step's images, one after another; waits for them where they are not there yet.</summary>
    public float[] Take(long[] order, int step)
    {
        if (order != current || step != given)
        {
            reading.Clear();
            (current, given, asked) = (order, step, step);
        }
        while (reading.Count <= Depth && (long)asked * batchSize < order.Length)
        {
            int next = asked++;
            reading.Enqueue(Task.Run(() => Read(order, next)));
        }
        given++;
        return reading.Dequeue().GetAwaiter().GetResult();
    }

    private float[] Read(long[] order, int step)
    {
        int area = images.Size * images.Size, start = step * batchSize, count = Math.Min(batchSize, order.Length - start);
        float[] pixels = new float[count * area];
        for (int image = 0; image < count; image++)
        {
            images.Read((int)order[start + image], pixels.AsSpan(image * area, area));
        }
        return pixels;
    }
}
