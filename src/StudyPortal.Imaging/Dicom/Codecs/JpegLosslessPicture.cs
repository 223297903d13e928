namespace StudyPortal.Imaging.Dicom.Codecs;

/// <summary>A frame of the lossless process (T.81, annex H): each sample is told by its difference from its neighbours.</summary>
internal sealed class JpegLosslessPicture(JpegFrame frame, FrameShape shape) : IJpegPicture
{
    private readonly SampleBuffer _buffer = new(shape);
    private readonly int _step = frame.Components.Length;

    public void Read(JpegScan scan, ref JpegBits bits)
    {
        var (rowsPerRestart, rest) = Math.DivRem(scan.RestartInterval, frame.Columns);
        if (rest != 0)
            throw FrameCodec.Corrupt(JpegDecoder.Name, $"a restart every {scan.RestartInterval} samples, which is not a number of whole rows");
        for (var row = 0; row < frame.Rows; row++)
        {
            var begins = row == 0 || (rowsPerRestart > 0 && row % rowsPerRestart == 0);
            if (begins && row > 0)
                bits.Restart((row / rowsPerRestart - 1) & 7);
            ReadRow(scan, row, begins, ref bits);
        }
        if (scan.LowBit > 0)
            Scale(scan);
    }

    public byte[] Packed() => _buffer.Packed();

    /// <param name="begins">Nothing is known of the row above: it is predicted from the left alone.</param>
    private void ReadRow(JpegScan scan, int row, bool begins, ref JpegBits bits)
    {
        var pitch = frame.Columns * _step;
        var samples = _buffer.Samples.Slice(row * pitch, pitch);
        var above = begins ? default : _buffer.Samples.Slice((row - 1) * pitch, pitch);
        var start = 1 << (frame.Precision - scan.LowBit - 1);
        var predictor = begins ? 1 : scan.First;
        for (var pixel = 0; pixel < pitch; pixel += _step)
            foreach (var coded in scan.Components)
            {
                var at = pixel + coded.Component.Index;
                int prediction;
                if (pixel == 0)
                    prediction = begins ? start : above[at];
                else if (predictor == 1)
                    prediction = samples[at - _step];
                else
                    prediction = Predicted(predictor, samples[at - _step], above[at], above[at - _step]);
                samples[at] = (ushort)(prediction + bits.Difference(bits.Symbol(coded.Dc!)));
            }
    }

    private static int Predicted(int predictor, int left, int above, int corner) => predictor switch
    {
        2 => above,
        3 => corner,
        4 => left + above - corner,
        5 => left + ((above - corner) >> 1),
        6 => above + ((left - corner) >> 1),
        _ => (left + above) >> 1,
    };

    /// <summary>Undoes the point transform.</summary>
    private void Scale(JpegScan scan)
    {
        var samples = _buffer.Samples;
        foreach (var coded in scan.Components)
            for (var at = coded.Component.Index; at < samples.Length; at += _step)
                samples[at] <<= scan.LowBit;
    }
}
